// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../../src/types/Orders.sol";
import {Eip712} from "../support/Eip712.sol";
import {Orders} from "../support/Network.sol";
import {Reenterer} from "../support/Reenterer.sol";
import {Draft, Drafts} from "./Drafts.sol";

/// @title Who agreed to which order, by signature or on chain, and how much of it is used up.
/// @dev The four orders of a draft are numbered: app 0, dataset 1, workerpool 2, request 3.
abstract contract Consent is Drafts {
    mapping(bytes32 orderHash => address) internal presigners;
    mapping(bytes32 orderHash => uint256) internal consumed;
    bytes32[] internal orderHashes;
    mapping(bytes32 orderHash => bool) private _known;

    /// @dev Each owner signs or presigns its order; seldom, one does not.
    function _agree(Draft memory d) internal {
        for (uint256 i; i < 4; ++i) {
            if (i == 1 && d.orders.dataset.dataset == address(0)) continue;
            address owner = _ownerOf(d.orders, i);
            bytes32 hash = _hashOf(d.orders, i);
            if (!_known[hash]) orderHashes.push(hash);
            _known[hash] = true;
            d.signers[i] = address(0);
            _setSignature(d.orders, i, new bytes(65));
            uint256 way = _roll(64);
            if (way < 10) {
                _operate(d.orders, i, OrderOperationEnum.SIGN, owner, "");
            } else if (way != 63) {
                _setSignature(d.orders, i, _signatureOf(owner, hash));
                if (keyOf[owner] != 0) d.signers[i] = owner;
            }
        }
    }

    /// @dev Whether the owner of today agreed to an order as it lies here.
    function _isAgreed(Draft memory d, uint256 i) internal view returns (bool) {
        address owner = _ownerOf(d.orders, i);
        bytes32 hash = _hashOf(d.orders, i);
        if (presigners[hash] == owner) return true;
        return owner == _wallet() ? Reenterer(owner).signs(hash) : d.signers[i] == owner;
    }

    function _left(Draft memory d, uint256 i) internal view returns (uint256) {
        return _volumeOf(d.orders, i) - consumed[_hashOf(d.orders, i)];
    }

    /// @dev Somebody sends an operation on an order, with the owner's signature or without.
    function _operate(Orders memory o, uint256 i, OrderOperationEnum what, address sender, bytes memory sign)
        internal
        returns (bool ok)
    {
        if (i == 0) {
            ok = _call(sender, abi.encodeCall(hub.manageAppOrder, (AppOrderOperation(o.app, what, sign))));
        }
        if (i == 1) {
            ok = _call(sender, abi.encodeCall(hub.manageDatasetOrder, (DatasetOrderOperation(o.dataset, what, sign))));
        }
        if (i == 2) {
            ok = _call(
                sender, abi.encodeCall(hub.manageWorkerpoolOrder, (WorkerpoolOrderOperation(o.workerpool, what, sign)))
            );
        }
        if (i == 3) {
            ok = _call(sender, abi.encodeCall(hub.manageRequestOrder, (RequestOrderOperation(o.request, what, sign))));
        }
        if (!ok) return false;
        if (what == OrderOperationEnum.SIGN) presigners[_hashOf(o, i)] = _ownerOf(o, i);
        else consumed[_hashOf(o, i)] = _volumeOf(o, i);
    }

    function _operationHash(Orders memory o, uint256 i, OrderOperationEnum what) internal view returns (bytes32 hash) {
        if (i == 0) hash = Eip712.hash(AppOrderOperation(o.app, what, ""));
        if (i == 1) hash = Eip712.hash(DatasetOrderOperation(o.dataset, what, ""));
        if (i == 2) hash = Eip712.hash(WorkerpoolOrderOperation(o.workerpool, what, ""));
        if (i == 3) hash = Eip712.hash(RequestOrderOperation(o.request, what, ""));
        return Eip712.digest(address(hub), hash);
    }

    function _ownerOf(Orders memory o, uint256 i) internal view returns (address) {
        if (i == 0) return apps.ownerOf(uint160(o.app.app));
        if (i == 1) return datasets.ownerOf(uint160(o.dataset.dataset));
        return i == 2 ? workerpools.ownerOf(uint160(o.workerpool.workerpool)) : o.request.requester;
    }

    function _hashOf(Orders memory o, uint256 i) internal view returns (bytes32) {
        if (i == 0) return _hash(o.app);
        if (i == 1) return _hash(o.dataset);
        return i == 2 ? _hash(o.workerpool) : _hash(o.request);
    }

    function _volumeOf(Orders memory o, uint256 i) internal pure returns (uint256) {
        if (i == 0) return o.app.volume;
        if (i == 1) return o.dataset.volume;
        return i == 2 ? o.workerpool.volume : o.request.volume;
    }

    function _setSignature(Orders memory o, uint256 i, bytes memory sign) private pure {
        if (i == 0) o.app.sign = sign;
        if (i == 1) o.dataset.sign = sign;
        if (i == 2) o.workerpool.sign = sign;
        if (i == 3) o.request.sign = sign;
    }
}
