// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Network, Orders} from "../test/support/Network.sol";

/// @title What the gas of a call is measured on: a network that has been in use, and orders as people sign them.
/// @dev Run with every outer call as a transaction of its own (profile `gas`): each pays for its calldata and finds
/// all accounts and slots cold. Another deal has failed before, so that the kitty and the hub hold something.
abstract contract Gas is Network {
    /// @dev 100 bytes each.
    string internal constant PARAMS =
        "{\"iexec_args\":\"--prefix c0de --cores 12\",\"iexec_result_storage_provider\":\"ipfs\",\"iexec_developer\":0}";
    bytes internal constant RESULTS =
        "{\"storage\":\"ipfs\",\"location\":\"/ipfs/QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG\",\"bytes\":1823450}";
    bytes internal constant CALLBACK_DATA = "sixty-four bytes, about what an oracle answers: value, time, id.";
    bytes32 internal constant DIGEST = keccak256(CALLBACK_DATA);

    uint256 private _salt;

    function setUp() public virtual override {
        super.setUp();
        assertEq(bytes(PARAMS).length, 100, "params");
        assertEq(RESULTS.length, 100, "results");
        Orders memory o = _realOrders(true);
        o.workerpool.workerpoolprice = o.request.workerpoolmaxprice = 100e9;
        bytes32 taskid = hub.initialize(_signAndMatch(o), 0);
        vm.warp(START + 10 * T);
        hub.claim(taskid);
    }

    /// @dev New orders, none of them matched before; two in one test differ in every salt.
    function _realOrders(bool withDataset) internal returns (Orders memory o) {
        o = _orders();
        if (!withDataset) _withoutDataset(o);
        o.app.appprice = 0.05e9;
        o.workerpool.workerpoolprice = 0.1e9;
        o.request.appmaxprice = 0.05e9;
        o.request.workerpoolmaxprice = 0.1e9;
        if (withDataset) o.dataset.datasetprice = o.request.datasetmaxprice = 0.02e9;
        o.request.params = PARAMS;
        o.app.salt = _newSalt();
        o.dataset.salt = withDataset ? _newSalt() : bytes32(0);
        o.workerpool.salt = _newSalt();
        o.request.salt = _newSalt();
    }

    /// @dev The request again, as another one.
    function _another(Orders memory o) internal {
        o.request.salt = _newSalt();
    }

    /// @dev Writes down what the last transaction cost, as `name` in `snapshots/<verb>.json`.
    function _note(string memory verb, string memory name) internal {
        vm.snapshotGasLastCall(verb, name);
    }

    function _with(bool dataset_) internal pure returns (string memory) {
        return dataset_ ? "dataset, " : "no dataset, ";
    }

    /// @dev A task of owners who have earned before, for as many fresh workers who agree, and its deal.
    function _open(bool dataset_, uint256 workers, address callback) internal returns (bytes32) {
        if (_stakeOf(appOwner) == 0) _fund(appOwner);
        if (_stakeOf(datasetOwner) == 0) _fund(datasetOwner);
        Orders memory o = _realOrders(dataset_);
        o.request.trust = 2 ** workers;
        o.request.callback = callback;
        return hub.initialize(_signAndMatch(o), 0);
    }

    /// @dev An enclave, its signature of a worker's result, and the scheduler's authorisation for it.
    function _enclave(address worker, bytes32 taskid)
        internal
        pure
        returns (address enclave, bytes memory enclaveSign, bytes memory authorization)
    {
        enclave = vm.addr(ENCLAVE);
        bytes memory result = abi.encodePacked(_resultHash(taskid, DIGEST), _seal(worker, taskid, DIGEST));
        enclaveSign = _messageSignature(ENCLAVE, keccak256(result));
        authorization = _messageSignature(SCHEDULER, keccak256(abi.encodePacked(worker, taskid, enclave)));
    }

    function _number(uint256 digit) internal pure returns (string memory) {
        return string(abi.encodePacked(bytes1(uint8(48 + digit))));
    }

    function _newSalt() private returns (bytes32) {
        return keccak256(abi.encode("salt", ++_salt));
    }
}
