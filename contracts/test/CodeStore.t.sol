// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CodeStore} from "../src/libraries/CodeStore.sol";
import {CodeNotWritten, DataTooLong} from "../src/types/Errors.sol";
import {Test} from "./support/Test.sol";

/// @dev Keeps what it is told to.
contract Keeper {
    function write(bytes32 salt, bytes calldata data) external returns (address) {
        return CodeStore.write(salt, data);
    }

    function read(bytes32 salt) external view returns (bytes memory) {
        return CodeStore.read(salt);
    }

    fallback() external {
        CodeStore.serve();
        revert("nothing is being written");
    }
}

contract CodeStoreTest is Test {
    Keeper private _keeper = new Keeper();

    function testFuzz_data_is_kept_exactly(bytes32 salt, bytes calldata data) public {
        bytes memory stopped = bytes.concat(hex"00", data);
        assertEq(_keeper.write(salt, stopped).code, stopped, "at the address told");
        assertEq(_keeper.read(salt), stopped, "at the salt");
        assertEq(_keeper.read(~salt), "", "nowhere else");
    }

    function testFuzz_what_is_written_stays(bytes32 salt, bytes calldata other) public {
        _keeper.write(salt, hex"00");
        vm.expectRevert(abi.encodeWithSelector(CodeNotWritten.selector, salt));
        _keeper.write(salt, bytes.concat(hex"00", other));
    }

    function test_what_does_not_fit_is_refused() public {
        _keeper.write(0, new bytes(24_576));
        vm.expectRevert(abi.encodeWithSelector(DataTooLong.selector, 24_577, 24_576));
        _keeper.write(bytes32("other"), new bytes(24_577));
    }

    function test_nobody_is_served_afterwards() public {
        _keeper.write(0, hex"0001");
        (bool ok, bytes memory answer) = address(_keeper).call("");
        assertTrue(!ok, "no answer");
        assertEq(answer, _error("nothing is being written"), "refused");
    }
}
