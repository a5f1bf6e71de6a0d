// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../../src/types/Orders.sol";

/// @title EIP-712 hashes of orders, the long way: what the hub's short way must agree with.
/// @dev The type hashes are those of the published protocol.
library Eip712 {
    bytes32 private constant APP = 0x60815a0eeec47dddf1615fe53b31d016c31444e01b9d796db365443a6445d008;
    bytes32 private constant DATASET = 0x6cfc932a5a3d22c4359295b9f433edff52b60703fa47690a04a83e40933dd47c;
    bytes32 private constant WORKERPOOL = 0xaa3429fb281b34691803133d3d978a75bb77c617ed6bc9aa162b9b30920022bb;
    bytes32 private constant REQUEST = 0xf24e853034a3a450aba845a82914fbb564ad85accca6cf62be112a154520fae0;
    bytes32 private constant APP_OPERATION = 0x0638bb0702457e2b4b01be8a202579b8bf97e587fb4f2cc4d4aad01f21a06ee0;
    bytes32 private constant DATASET_OPERATION = 0x075eb6f7578ff4292c241bd2484cd5c1d5e6ecc2ddd3317e1d8176b5a45865ec;
    bytes32 private constant WORKERPOOL_OPERATION = 0x322d980b7d7a6a1f7c39ff0c5445da6ae1d8e0393ff0dd468c8be3e2c8644388;
    bytes32 private constant REQUEST_OPERATION = 0x0ded7b52c2d77595a40d242eca751df172b18e686326dbbed3f4748828af77c7;

    function domain(address hub) internal view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("iExecODB"),
                keccak256("5.0.0"),
                block.chainid,
                hub
            )
        );
    }

    function digest(address hub, bytes32 structHash) internal view returns (bytes32) {
        return keccak256(abi.encodePacked("\x19\x01", domain(hub), structHash));
    }

    function hash(AppOrder memory o) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                APP,
                o.app,
                o.appprice,
                o.volume,
                o.tag,
                o.datasetrestrict,
                o.workerpoolrestrict,
                o.requesterrestrict,
                o.salt
            )
        );
    }

    function hash(DatasetOrder memory o) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                DATASET,
                o.dataset,
                o.datasetprice,
                o.volume,
                o.tag,
                o.apprestrict,
                o.workerpoolrestrict,
                o.requesterrestrict,
                o.salt
            )
        );
    }

    function hash(WorkerpoolOrder memory o) internal pure returns (bytes32) {
        bytes memory head =
            abi.encode(WORKERPOOL, o.workerpool, o.workerpoolprice, o.volume, o.tag, o.category, o.trust);
        return keccak256(bytes.concat(head, abi.encode(o.apprestrict, o.datasetrestrict, o.requesterrestrict, o.salt)));
    }

    function hash(RequestOrder memory o) internal pure returns (bytes32) {
        bytes memory assets =
            abi.encode(REQUEST, o.app, o.appmaxprice, o.dataset, o.datasetmaxprice, o.workerpool, o.workerpoolmaxprice);
        bytes memory terms = abi.encode(o.requester, o.volume, o.tag, o.category, o.trust, o.beneficiary);
        return keccak256(bytes.concat(assets, terms, abi.encode(o.callback, keccak256(bytes(o.params)), o.salt)));
    }

    function hash(AppOrderOperation memory o) internal pure returns (bytes32) {
        return keccak256(abi.encode(APP_OPERATION, hash(o.order), o.operation));
    }

    function hash(DatasetOrderOperation memory o) internal pure returns (bytes32) {
        return keccak256(abi.encode(DATASET_OPERATION, hash(o.order), o.operation));
    }

    function hash(WorkerpoolOrderOperation memory o) internal pure returns (bytes32) {
        return keccak256(abi.encode(WORKERPOOL_OPERATION, hash(o.order), o.operation));
    }

    function hash(RequestOrderOperation memory o) internal pure returns (bytes32) {
        return keccak256(abi.encode(REQUEST_OPERATION, hash(o.order), o.operation));
    }
}
